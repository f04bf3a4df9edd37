"""What the subcommands do. Each answers its exit status; refusals are exceptions with a sentence."""

from argparse import Namespace
from collections.abc import Callable

from kvalitet_app.cli.bilder import do_bilder
from kvalitet_app.cli.opening import Say
from kvalitet_app.cli.rapport import do_rapport
from kvalitet_app.cli.register import do_exempel, do_kontrollera, do_kopiera
from kvalitet_app.cli.utbyte import do_aterskapa, do_exportera, do_importera

COMMANDS: dict[str, Callable[[Namespace, str | None, Say], int]] = {
    "exempel": do_exempel,
    "rapport": do_rapport,
    "importera": do_importera,
    "exportera": do_exportera,
    "aterskapa": do_aterskapa,
    "kopiera": do_kopiera,
    "kontrollera": do_kontrollera,
    "bilder": do_bilder,
}
