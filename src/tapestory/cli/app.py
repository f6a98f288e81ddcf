"""Arguments → one command, one exit code, and on failure one clear line with what to do next."""

from __future__ import annotations

import gc
import os
import re
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from tapestory import __version__
from tapestory.cli.invocation import Invocation
from tapestory.cli.log_lines import LogFormat, LogLevel
from tapestory.cli.stopping import INTERRUPTED, StopSignals
from tapestory.cli.terminal import ColorChoice, Terminal, plain
from tapestory.cli.tree import LazyGroup
from tapestory.clock import Clock, SystemClock
from tapestory.errors import InputError, TapestoryError

if TYPE_CHECKING:  # what --help does without
    from tapestory.cli.logs import Logs

PROGRAM = "tapestory"
_BUG, _BROKEN_PIPE = 1, 141
_COMPLETE = "_TAPESTORY_COMPLETE"
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
"""Starting and parsing make many objects and no garbage in circles: to look through them after
every 700, as is the default, is a twelfth of starting a poll."""
_LONGEST_BUG = 200
_ALSO_CALLED = {"--ticker": "--symbol", "--tickers": "--symbol", "--from": "--since"}
"""What people try → what the option is called; letters alone would lead elsewhere."""
_TICKER = 5
"""Letters of an American symbol, at most: so short a word may be one in small letters."""
_SURPLUS = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<words>.*)\)", re.DOTALL)

app = typer.Typer(
    cls=LazyGroup,
    help="Hold the story to the tape: which events moved which stocks, and who says why.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  # typer calls it with the flag alone
    if wanted:
        typer.echo(f"{PROGRAM} {__version__}")
        raise typer.Exit


@app.callback()
def root(  # noqa: PLR0913  # the global options, which are a command line's only real globals
    ctx: typer.Context,
    *,
    config: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Configuration; store, cache and lock lie beside it. Default: under"
            " TAPESTORY_HOME, else where the platform keeps such files.",
        ),
    ] = None,
    color: Annotated[
        ColorChoice, typer.Option(help="Colours; auto: on a terminal unless NO_COLOR is set.")
    ] = ColorChoice.AUTO,
    no_input: Annotated[bool, typer.Option("--no-input", help="Never wait for an answer.")] = False,
    log_format: Annotated[
        LogFormat | None,
        typer.Option(help="Standard error for people, or a record a line. Default: [log] format."),
    ] = None,
    log_level: Annotated[
        LogLevel | None, typer.Option(help="How much of it. Default: [log] level, warning.")
    ] = None,
    verbose: Annotated[
        int,
        typer.Option("--verbose", "-v", count=True, help="Also what went well; -vv: every detail."),
    ] = 0,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[  # noqa: ARG001  # its callback acts
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Take the global options."""
    from tapestory.cli.logs import Logs

    level = log_level or (None, LogLevel.INFO, LogLevel.DEBUG)[min(verbose, 2)]
    logs = Logs(sys.stderr, form=log_format, level=level)
    logs.open(libraries=debug)
    found: _Surroundings = ctx.obj
    found.logs = logs
    ctx.obj = Invocation(
        environ=found.environ,
        clock=found.clock,
        config_file=config,
        color=color,
        no_input=no_input,
        logs=logs,
    )


@dataclass(slots=True)
class _Surroundings:
    """What a command line is run in, and where it logs once that is known."""

    environ: Mapping[str, str]
    clock: Clock
    logs: Logs | None = None


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit with its code."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    # No other package has a say in how values are checked: to look for one that wants to is to
    # read the metadata of all.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    signals = StopSignals()
    argv = sys.argv[1:] if argv is None else argv
    code = run(argv)
    # Python looks through all that is left before it ends, a seventh of a second for nothing.
    gc.freeze()
    if code == INTERRUPTED:
        # All is put away; a thread that still waits for a name server would hold up the exit.
        sys.stderr.flush()
        os._exit(signals.exit_code(code))
    sys.exit(code)


def run(
    argv: Sequence[str], *, environ: Mapping[str, str] | None = None, clock: Clock | None = None
) -> int:
    """Run one command line and return its exit code.

    Args:
        argv: Without the program's name.
        environ: Where to look for settings; the process's if absent.
        clock: The system's if absent.
    """
    command = typer.main.get_command(app)
    surroundings = _Surroundings(
        environ=os.environ if environ is None else environ, clock=clock or SystemClock()
    )
    debug = "--debug" in argv
    err = Terminal.of_stderr(surroundings.environ, _color_in(argv))
    try:
        if _COMPLETE in os.environ:
            command.main(args=list(argv), prog_name=PROGRAM)
        with command.make_context(PROGRAM, list(argv), obj=surroundings) as ctx:
            command.invoke(ctx)
        sys.stdout.flush()
    except typer.Exit as error:
        return error.exit_code
    except BrokenPipeError:
        # Whoever read has seen enough. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _BROKEN_PIPE
    except KeyboardInterrupt as error:
        said = plain(str(error))
        err.line(f"interrupted; {said}" if said else "interrupted")
        return INTERRUPTED
    except (Exception, typer.Abort) as error:  # noqa: BLE001  # the boundary: all else is a bug
        if debug:
            traceback.print_exc()
        trouble = _trouble(error, debug=debug)
        logs = surroundings.logs = surroundings.logs or _logs_in(argv)
        if logs is not None and logs.for_programs:
            logs.failure(trouble.message, hint=trouble.hint, exit_code=trouble.code)
        else:
            _say(err, trouble)
        return trouble.code
    finally:
        if surroundings.logs is not None:
            surroundings.logs.close()
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """What ended a command line."""

    message: str
    hint: str | None
    code: int
    is_help: bool = False
    """The message is a page of help, asked for by saying too little."""


def _trouble(error: BaseException, *, debug: bool) -> _Trouble:
    if isinstance(error, TapestoryError):
        return _Trouble(message=str(error), hint=error.hint, code=error.exit_code)
    if isinstance(error, typer.TyperException):
        return _usage_trouble(error)
    if isinstance(error, OSError) and error.strerror:
        # A disk that is full, a folder that may not be written: the world's fault, not a bug.
        what = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
        hint = "Check the path, its owner and the room left."
        return _Trouble(message=what, hint=hint, code=InputError.exit_code)
    where = "" if debug else "Run it again with --debug for the traceback, and please report it."
    # An error of a library may bring along pages: the first line names it.
    told = next(iter(str(error).splitlines()), "")[:_LONGEST_BUG]
    message = f"this is a bug: {type(error).__name__}: {told}"
    return _Trouble(message=message, hint=where, code=_BUG)


def _usage_trouble(error: typer.TyperException) -> _Trouble:
    ctx = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        page = error.format_message()
        return _Trouble(message=page, hint=None, code=error.exit_code, is_help=True)
    # What checks the values is no concern of who typed them.
    message = error.format_message().rstrip(".").replace(": Value error, ", ": ")
    hint = f"{ctx.command_path} --help shows how it is used." if ctx is not None else None
    surplus = _SURPLUS.fullmatch(message)
    if ctx is not None and surplus is not None:
        words = surplus["words"]
        message = f"{ctx.command_path} takes no {words!r}"
        hint = _meant(ctx, words) or hint
    option = str(getattr(error, "option_name", None))
    if ctx is not None and option in _ALSO_CALLED:
        ours = _ALSO_CALLED[option]
        message = f"no such option: {option}"
        if any(ours in param.opts for param in ctx.command.params):
            hint = f"Did you mean {ours}?"
    if ctx is not None and ctx.parent is not None:
        known = next((p for p in ctx.find_root().command.params if option in p.opts), None)
        if known is not None:
            # The parser's guess at what was meant would only lead astray.
            message = f"{option} goes before the command"
            value = "" if known.is_flag else f" {'never' if option == '--color' else 'FILE'}"
            command = ctx.command_path.removeprefix(f"{PROGRAM} ")
            hint = f"Global options do: {PROGRAM} {option}{value} {command}"
    message = message[:1].lower() + message[1:]
    return _Trouble(message=message, hint=hint, code=error.exit_code)


def _meant(ctx: Any, words: str) -> str:
    """Return what somebody meant who gave a command words that it has no place for."""
    first = words.partition(" ")[0]
    takes_symbol = any("--symbol" in param.opts for param in ctx.command.params)
    if takes_symbol and (first == first.upper() or (first == words and len(first) <= _TICKER)):
        return f"Did you mean {ctx.command_path} --symbol {first}?"
    siblings = {} if ctx.parent is None else getattr(ctx.parent.command, "commands", {})
    if ctx.info_name == "list" and "search" in siblings:
        return f"Did you mean {ctx.parent.command_path} search {words}?"
    return ""


def _say(err: Terminal, trouble: _Trouble) -> None:
    if trouble.is_help:
        err.line(trouble.message)
        return
    first, *rest = trouble.message.splitlines() or [""]
    err.line(f"{err.paint('error:', 'error')} {plain(first)}")
    for line in [*rest, *((trouble.hint or "").splitlines())]:
        err.line("       " + err.paint(plain(line), "dim"))


def _color_in(argv: Sequence[str]) -> ColorChoice:
    """Return the colour choice, also of a command line that cannot be parsed."""
    return ColorChoice(_typed(argv, "--color", ColorChoice) or ColorChoice.AUTO)


def _logs_in(argv: Sequence[str]) -> Logs | None:
    """Return where a command line that cannot be parsed wants its errors logged, if it says so."""
    form = _typed(argv, "--log-format", LogFormat)
    if form is None:
        return None
    from tapestory.cli.logs import Logs

    logs = Logs(sys.stderr, form=LogFormat(form))
    logs.open(libraries=False)
    return logs


def _typed(argv: Sequence[str], option: str, choices: Iterable[str]) -> str | None:
    """Return the value of a global option, the last one that it can have."""
    found = None
    known = set(choices)
    for at, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith(f"{option}=") else ""
        if word == option and at + 1 < len(argv):
            value = argv[at + 1]
        found = value if value in known else found
    return found
