"""``completion``: what makes a shell complete commands, options, rules and examples."""

from typing import Final

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from medborgarlofte.findings import Words

from ._app import OK, command, main
from ._help import Section
from ._options import LANG
from ._screen import print_out

_SHELLS: Final = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}

HOW: Final = {
    "bash": Words(
        '# Lägg till i ~/.bashrc:\n#   eval "$(medborgarlofte completion bash)"\n',
        '# Add to ~/.bashrc:\n#   eval "$(medborgarlofte completion bash)"\n',
    ),
    "zsh": Words(
        '# Lägg till i ~/.zshrc, efter compinit:\n#   eval "$(medborgarlofte completion zsh)"\n',
        '# Add to ~/.zshrc, after compinit:\n#   eval "$(medborgarlofte completion zsh)"\n',
    ),
    "fish": Words(
        "# Spara så här:\n#   medborgarlofte completion fish > ~/.config/fish/completions/medborgarlofte.fish\n",
        "# Save it so:\n#   medborgarlofte completion fish > ~/.config/fish/completions/medborgarlofte.fish\n",
    ),
}


@command(
    "completion",
    Section.PROGRAM,
    ("medborgarlofte completion bash > medborgarlofte-completion.bash", "For bash, to a file to source"),
    ("medborgarlofte completion fish --lang en", "For fish, with how to save it told in English"),
    short="Print what makes a shell complete words.",
)  # fmt: skip
@click.argument("shell", type=click.Choice(_SHELLS), metavar=f"[{'|'.join(_SHELLS)}]")
@LANG
def completion(shell: str, lang: str) -> int:
    """Print what makes a shell complete commands, options, files, rules and examples.

    The first lines of it say where it goes. For bash and zsh that is one line in the file
    that the shell reads when it begins: eval "$(medborgarlofte completion bash)".
    """
    script = _SHELLS[shell](main, {}, "medborgarlofte", "_MEDBORGARLOFTE_COMPLETE").source()
    print_out(f"{HOW[shell].in_language(lang)}{script}\n")
    return OK
