import pytest

from tests.architecture.scene import Scene
from tests.personas import build


@pytest.fixture(scope="module")
def standing_scene(keep):
    return keep(lambda: Scene(build()))


@pytest.fixture
def scene(db, standing_scene, settings, module_media):
    """Made once for all personas of a module: what is asked in one's name is unknown to the next."""
    settings.MEDIA_ROOT = module_media
    return standing_scene
