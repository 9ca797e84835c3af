namespace Infill.Tests;
public sealed class SmokeTests { [Fact] public void T() => Assert.True(new Infill.Imaging.PixelRect(0,0,1,1).Contains(0,0)); }
