namespace Infill.Diffusion.Schedules;

/// <summary>Class names of scheduler_config.json and the keys that each class reads; all other keys of a file are for another class.</summary>
internal static class SchedulerKeys
{
    private const string Common = "num_train_timesteps beta_start beta_end beta_schedule trained_betas";
    private const string Spaced = Common + " prediction_type timestep_spacing steps_offset";
    private const string Sigmas = " use_karras_sigmas use_exponential_sigmas use_beta_sigmas";
    private const string Range = " clip_sample clip_sample_range";
    private const string Dynamic = " thresholding dynamic_thresholding_ratio sample_max_value";
    private const string Distilled = Spaced + Range + Dynamic + " set_alpha_to_one rescale_betas_zero_snr original_inference_steps timestep_scaling";
    private const string Solver = Sigmas + Dynamic + " use_flow_sigmas solver_order solver_type lower_order_final final_sigmas_type";

    private static readonly Dictionary<SamplerKind, (string Class, string Keys)> Classes = new()
    {
        [SamplerKind.Ddim] = ("DDIMScheduler", Spaced + Range + Dynamic + " set_alpha_to_one rescale_betas_zero_snr"),
        [SamplerKind.Ddpm] = ("DDPMScheduler", Spaced + Range + Dynamic + " variance_type rescale_betas_zero_snr"),
        [SamplerKind.Pndm] = ("PNDMScheduler", Spaced + " set_alpha_to_one"),
        [SamplerKind.Euler] = ("EulerDiscreteScheduler",
            Spaced + Sigmas + " interpolation_type sigma_min sigma_max timestep_type rescale_betas_zero_snr final_sigmas_type"),
        [SamplerKind.EulerAncestral] = ("EulerAncestralDiscreteScheduler", Spaced + " rescale_betas_zero_snr"),
        [SamplerKind.Heun] = ("HeunDiscreteScheduler", Spaced + Sigmas + Range),
        [SamplerKind.Lms] = ("LMSDiscreteScheduler", Spaced + Sigmas),
        [SamplerKind.DpmMultistep] = ("DPMSolverMultistepScheduler",
            Spaced + Solver + " algorithm_type euler_at_final use_lu_lambdas lambda_min_clipped variance_type rescale_betas_zero_snr"),
        [SamplerKind.DpmSinglestep] = ("DPMSolverSinglestepScheduler",
            Common + " prediction_type" + Solver + " algorithm_type lambda_min_clipped variance_type"),
        [SamplerKind.UniPc] = ("UniPCMultistepScheduler",
            Spaced + Solver + " predict_x0 disable_corrector solver_p sigma_min sigma_max rescale_betas_zero_snr"),
        [SamplerKind.Lcm] = ("LCMScheduler", Distilled),
        [SamplerKind.Tcd] = ("TCDScheduler", Distilled),
        // The reference knows noise-predicting models only here.
        [SamplerKind.RePaint] = ("RePaintScheduler", Common + " prediction_type eta clip_sample"),
    };

    /// <summary>Every class name that is known, for messages.</summary>
    public static IEnumerable<string> ClassNames => Classes.Values.Select(c => c.Class);

    /// <summary>The sampler of a class name, or null.</summary>
    public static SamplerKind? KindOf(string className)
    {
        foreach ((SamplerKind kind, (string name, _)) in Classes)
        {
            if (name == className)
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>Keys that a sampler's class reads.</summary>
    public static IReadOnlySet<string> Of(SamplerKind kind) => Classes[kind].Keys.Split(' ').ToHashSet();
}
