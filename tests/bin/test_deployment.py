"""What the container files promise: no root, health checks, migrations first, no secret inside."""

import re
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


def test_a_full_cache_does_not_keep_the_workers_asleep():
    """Both are in Redis: what has no last moment is theirs, and is neither thrown away nor refused for the cache."""
    assert "--maxmemory-policy volatile-lru" in SERVICES["redis"]["command"]


def test_the_proxy_looks_anew_for_web_processes_that_moved():
    """An upgrade gives them other addresses, and the proxy itself is not started anew for it."""
    template = (ROOT / "deploy/nginx.conf.template").read_text()
    assert "resolver ${NGINX_LOCAL_RESOLVERS}" in template
    assert "server web:8000 resolve;" in template
    assert SERVICES["proxy"]["environment"]["NGINX_ENTRYPOINT_LOCAL_RESOLVERS"]


def template():
    return (ROOT / "deploy/nginx.conf.template").read_text()


def test_the_proxy_speaks_tls_of_today_alone():
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in template()
    ciphers = re.search(r"ssl_ciphers ([^;]+);", template())[1].split(":")
    assert all(
        re.match(r"ECDHE-(ECDSA|RSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)$", name) for name in ciphers
    )
    assert "ssl_prefer_server_ciphers on;" in template()


def test_what_comes_without_tls_is_sent_to_tls_and_what_the_proxy_answers_itself_says_so():
    assert "return 308 https://${PORTAL_HOST}$request_uri;" in template()
    assert template().count("proxy_pass") == 1, "and nothing else is passed on"
    assert "add_header Strict-Transport-Security $hsts always;" in template()
    assert '"" "max-age=31536000; includeSubDomains";' in template()


def test_a_program_that_asks_without_tls_is_refused_rather_than_led_on():
    assert re.search(r"location /calendar/ \{\s+return 403;", template())


def test_each_zone_of_the_proxy_has_a_name_of_its_own():
    """Of two that share one the proxy does not start."""
    zones = re.findall(r"\bzone (\w+)|zone=(\w+):|shared:(\w+)", template())
    assert len(set(map("".join, zones))) == len(zones) == 3


def test_the_proxy_tells_a_program_that_takes_all_it_can_get_to_wait():
    assert re.search(r"limit_req_zone \$binary_remote_addr zone=requests:\d+m rate=\d+r/s;", template())
    assert re.search(r"listen 8443 ssl;.*limit_req zone=requests burst=\d+ nodelay;", template(), re.S)
    assert "limit_req_status 429;" in template()


def test_whom_a_request_is_from_is_what_the_proxy_saw():
    """A stranger's own headers of that name are written over, not added to."""
    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto https", "Host $host"):
        assert f"proxy_set_header {header};" in template()
    assert "proxy_add_x_forwarded_for" not in template()


def test_the_proxy_says_no_version_lists_no_folder_and_keeps_no_page():
    assert "server_tokens off;" in template()
    for word in ("autoindex", "proxy_cache", "root ", "alias "):
        assert word not in template()


def test_the_log_of_the_proxy_holds_no_search_and_no_address_that_opens_something():
    logged = re.search(r"log_format portal (.+?);", template(), re.S)[1]
    assert "$logged_uri" in logged
    for word in ("$request ", "$request_uri", "$args", "$http_referer", "$http_cookie", "$uri"):
        assert word not in logged
    for opening in ("/accounts/invitation/", "/accounts/password/reset/key/", "/calendar/"):
        assert opening in re.search(r"map \$uri \$logged_uri \{(.+?)\}", template(), re.S)[1]


def test_the_image_holds_no_history_no_tests_and_no_secret():
    left_out = (ROOT / ".dockerignore").read_text().split()
    for name in (".git", ".env", "tests", "bench", "docs", "var", "certificates"):
        assert name in left_out


def test_the_portal_runs_as_nobody_and_gains_nothing():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "\nUSER 10001" in dockerfile
    for name in PORTAL:
        assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", PORTAL)
def test_every_setting_of_the_file_reaches_the_portal(name):
    """Compose itself only fills in what is named beside; a directory to sign in by would be lost."""
    assert SERVICES[name]["env_file"] == ".env"
