"""`thaw config`: is it right, and what holds."""

from __future__ import annotations

import sys

import typer

from service.app.channels import template_mistakes
from service.cli.options import AsJson, ConfigFile, config_of, group
from service.cli.output import print_json, result_console, say
from service.config import show as shown
from service.config import show_yaml
from service.text.counting import counted

noun = group("config", "Check and show the configuration.")


def register(tree: typer.Typer) -> None:
    """Hang the commands into the tree."""
    tree.add_typer(noun)


@noun.command()
def check(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Name every mistake of the configuration with its line.

    Example: thaw config check --config /etc/thaw/config.yaml
    """
    found = config_of(config)
    mistakes = template_mistakes(found)
    for mistake in mistakes:
        say(mistake)
    if mistakes:
        raise typer.Exit(1)
    feeds = {"enabled": sum(feed.enabled for feed in found.feeds), "all": len(found.feeds)}
    if as_json:
        print_json({"path": str(found.path), "feeds": feeds, "channels": list(found.channels), "routes": len(found.routes)})
        return
    result_console().print(
        f"{found.path}: right. {feeds['enabled']} of {counted(feeds['all'], 'feed')} enabled, "
        f"{counted(len(found.channels), 'channel')}, {counted(len(found.routes), 'route')}.",
        markup=False,
    )


@noun.command()
def show(config: ConfigFile = None, as_json: AsJson = False) -> None:
    """Print what holds, defaults included and secrets hidden.

    Example: thaw config show
    """
    found = config_of(config)
    if as_json:
        print_json(shown(found))
    else:
        sys.stdout.write(show_yaml(found))
