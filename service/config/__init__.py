"""File and environment to one frozen Config, every mistake with its line."""

from service.config.channels import AppriseSettings, ChannelSettings, EmailSettings, FileSettings, WebhookSettings
from service.config.database import database_url, with_password
from service.config.load import find_config, load_config
from service.config.mail import MailServer
from service.config.sections import PollSettings, WebSettings
from service.config.settings import Config
from service.config.show import show, show_yaml
from service.config.values import Cap, Listen, Quiet, duration

__all__ = [
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
    "WebSettings",
    "WebhookSettings",
    "database_url",
    "duration",
    "find_config",
    "load_config",
    "show",
    "show_yaml",
    "with_password",
]
