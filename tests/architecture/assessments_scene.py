"""The rows of the assessments room with which its addresses are asked, by the name of the address."""

from tests.architecture import assessments_data_scene, assessments_evidence_scene, assessments_writing_scene


def arguments(county):
    parts = (assessments_data_scene, assessments_evidence_scene, assessments_writing_scene)
    return {name: rows for part in parts for name, rows in part.arguments(county).items()}
