namespace Infill.Cli.Completion;

/// <summary>What each shell must be told once; all it knows is how to ask the program and how to offer files.</summary>
internal static class CompletionScripts
{
    /// <summary>Names of the shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script for a shell, or null if it is none of <see cref="Shells"/>.</summary>
    public static string? Find(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "powershell" => PowerShell,
        _ => null,
    };

    private const string Bash = """
        # bash completion for infill. Once: infill completion bash > ~/.local/share/bash-completion/completions/infill
        # or in ~/.bashrc: source <(infill completion bash)
        _infill() {
          local program=${1/#\~/$HOME} kind line word=${COMP_WORDS[COMP_CWORD]}
          COMPREPLY=()
          {
            read -r kind || return
            while IFS= read -r line; do
              line=${line%%$'\t'*}
              # bash completes only what stands behind an equals sign.
              if [[ $line == --*=* && $word != --*=* ]]; then line=${line#*=}; fi
              COMPREPLY+=("$line")
            done
          } < <("$program" __complete "$COMP_CWORD" "${COMP_WORDS[@]:1}" 2>/dev/null)
          case $kind in
            words) compopt +o default 2>/dev/null ;;
            folders) compopt -o dirnames 2>/dev/null ;;
          esac
        }
        complete -o default -F _infill infill

        """;

    private const string Zsh = """
        #compdef infill
        # zsh completion for infill. Once: infill completion zsh > a folder of $fpath, under the name _infill
        # or in ~/.zshrc, behind compinit: source <(infill completion zsh)
        _infill() {
          local -a lines plain helped
          local line
          lines=("${(@f)$(${words[1]} __complete $((CURRENT - 1)) "${(@)words[2,-1]}" 2>/dev/null)}")
          case ${lines[1]} in
            files) _files ;;
            folders) _files -/ ;;
            words)
              for line in "${(@)lines[2,-1]}"; do
                [[ -z $line ]] && continue
                plain+=("${line%%$'\t'*}")
                helped+=("${line/$'\t'/  -- }")
              done
              compadd -l -d helped -- "${plain[@]}" ;;
          esac
        }
        if [[ ${funcstack[1]} == _infill ]]; then _infill "$@"; else compdef _infill infill; fi

        """;

    private const string Fish = """
        # fish completion for infill. Once: infill completion fish > ~/.config/fish/completions/infill.fish
        function __infill_complete
            set -l before (commandline -opc)
            set -l current (commandline -ct)
            set -l answer ($before[1] __complete (count $before) $before[2..-1] $current 2>/dev/null)
            switch "$answer[1]"
                case files
                    __fish_complete_path $current
                case folders
                    __fish_complete_directories $current
                case words
                    if test (count $answer) -gt 1
                        printf '%s\n' $answer[2..-1]
                    end
            end
        end
        complete -c infill -f -a '(__infill_complete)'

        """;

    private const string PowerShell = """
        # PowerShell completion for infill. In $PROFILE: infill completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName infill -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })
            if ($wordToComplete -eq '') { $index = $words.Count + 1 } else { $index = $words.Count }
            $answer = @(& $commandAst.CommandElements[0].ToString() __complete $index @words 2>$null)
            # No answer lets PowerShell offer files.
            if ($answer.Count -gt 1) {
                $answer | Select-Object -Skip 1 | ForEach-Object {
                    $word, $help = $_ -split "`t", 2
                    if (-not $help) { $help = $word }
                    [System.Management.Automation.CompletionResult]::new($word, $word, 'ParameterValue', $help)
                }
            }
        }

        """;
}
