namespace Infill.Workflows.Products;

/// <summary>The shadow under a product on its new background.</summary>
public enum ProductShadow
{
    /// <summary>None: the product floats.</summary>
    None,

    /// <summary>A soft contact shadow, made from the product's outline; before a picture it falls away from the picture's brighter side.</summary>
    Contact,

    /// <summary>The one that it casts in the photo, as far as it is found beside it.</summary>
    Keep,
}
