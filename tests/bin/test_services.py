"""The private broker keeps what it was told, and leaves nothing running."""

import redis

from bin.services import broker, broker_answers, broker_url, private_broker


def test_a_private_broker_lives_as_long_as_its_block(tmp_path):
    with private_broker(tmp_path) as url:
        assert broker_answers(url)
    assert not broker_answers(url)


def test_what_the_broker_was_told_is_there_after_a_restart(tmp_path):
    socket = tmp_path / "broker.sock"
    process = broker(socket, data=tmp_path / "data", log=tmp_path / "log")
    client = redis.Redis(unix_socket_path=str(socket))
    with process:
        process.wait_until(lambda: broker_answers(broker_url(socket)))
        client.lpush("queue", "a task")
    client.close()
    with process:
        process.wait_until(lambda: broker_answers(broker_url(socket)))
        assert client.lrange("queue", 0, -1) == [b"a task"]
        client.close()
