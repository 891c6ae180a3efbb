"""File and environment to one frozen Config, every mistake with its line."""

from service.config.channels import AppriseSettings, ChannelSettings, EmailSettings, FileSettings, WebhookSettings, webhook_secret
from service.config.database import database_url, with_password
from service.config.draft import Answers, Setting, draft, literal
from service.config.environment import SECRETS, secret_name, variable
from service.config.load import find_config, load_config
from service.config.mail import MailServer, mail_server, mailbox
from service.config.sections import PollSettings, WebSettings
from service.config.settings import Config
from service.config.shipped import ShippedFeed, ships_in
from service.config.show import show, show_yaml
from service.config.values import Cap, Listen, Quiet, duration, zone
from service.config.watches import watch_of

__all__ = [
    "SECRETS",
    "Answers",
    "AppriseSettings",
    "Cap",
    "ChannelSettings",
    "Config",
    "EmailSettings",
    "FileSettings",
    "Listen",
    "MailServer",
    "PollSettings",
    "Quiet",
    "Setting",
    "ShippedFeed",
    "WebSettings",
    "WebhookSettings",
    "database_url",
    "draft",
    "duration",
    "find_config",
    "literal",
    "load_config",
    "mail_server",
    "mailbox",
    "secret_name",
    "ships_in",
    "show",
    "show_yaml",
    "variable",
    "watch_of",
    "webhook_secret",
    "with_password",
    "zone",
]
