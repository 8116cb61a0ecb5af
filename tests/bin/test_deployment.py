"""What the container files promise: no root, health checks, migrations first, no secret inside."""

from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ("web", "worker", "beat", "migrate")


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in ("web", "migrate")])
def test_every_service_has_a_health_check(name):
    assert SERVICES[name]["healthcheck"]["test"]


def test_the_web_has_the_images_own_health_check():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "HEALTHCHECK" in dockerfile
    assert "healthcheck" not in SERVICES["web"]
    assert dockerfile.index("\nUSER 10001") < dockerfile.index("\nCMD")


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_migrations_are_done(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


@pytest.mark.parametrize("name", PORTAL)
def test_the_portal_may_do_little_to_its_container(name):
    assert SERVICES[name]["read_only"] is True
    assert SERVICES[name]["cap_drop"] == ["ALL"]


def test_every_secret_comes_from_the_environment():
    environment = SERVICES["web"]["environment"]
    for name in ("SECRET_KEY", "DATABASE_URL", "MAIL_URL"):
        assert "${" in environment[name]
    example = (ROOT / ".env.example").read_text()
    assert "\nSECRET_KEY=\n" in example
    assert "\nPOSTGRES_PASSWORD=\n" in example


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_the_database_is_set_as_it_was_measured():
    from bench.site import POSTGRES

    said = dict(word.split("=") for word in SERVICES["postgres"]["command"].split() if "=" in word)
    assert said.items() <= POSTGRES.items()


def test_the_proxy_looks_anew_for_web_processes_that_moved():
    """An upgrade gives them other addresses, and the proxy itself is not started anew for it."""
    template = (ROOT / "deploy/nginx.conf.template").read_text()
    assert "resolver ${NGINX_LOCAL_RESOLVERS}" in template
    assert "server web:8000 resolve;" in template
    assert SERVICES["proxy"]["environment"]["NGINX_ENTRYPOINT_LOCAL_RESOLVERS"]


@pytest.mark.parametrize("name", PORTAL)
def test_every_setting_of_the_file_reaches_the_portal(name):
    """Compose itself only fills in what is named beside; a directory to sign in by would be lost."""
    assert SERVICES[name]["env_file"] == ".env"
