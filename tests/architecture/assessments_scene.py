"""The rows of the assessments room with which its addresses are asked, by the name of the address."""

from tests.architecture import assessments_data_scene, assessments_evidence_scene


def arguments(county):
    return assessments_data_scene.arguments(county) | assessments_evidence_scene.arguments(county)
