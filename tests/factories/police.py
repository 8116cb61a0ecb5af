"""Files in the shape of data.police.uk, invented: streets, counts and codes are nobody's."""

import hashlib

STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type"
)
STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing"
)
FORCE = "Northshire Police"
TYPES = ("Burglary", "Shoplifting", "Vehicle crime", "Violence and sexual offences", "Drugs")


def crime(month="2026-03", number=0, **said):
    """A row of a street file; anti-social behaviour has neither a Crime ID nor an outcome."""
    kind = said.get("kind", TYPES[number % len(TYPES)])
    is_asb = kind == "Anti-social behaviour"
    lsoa = number % 3
    fields = {
        "id": "" if is_asb else hashlib.sha256(f"{month}{number}".encode()).hexdigest(), "month": month, "force": FORCE,
        "lon": f"-1.{900000 + number % 50 * 700:06d}", "lat": f"50.{750000 + number % 40 * 600:06d}",
        "place": f"On or near Street {number % 50}", "lsoa": f"E0101530{lsoa}", "name": f"Northshire 00{lsoa}A",
        "kind": kind, "outcome": "" if is_asb else "Under investigation",
    } | said  # fmt: skip
    order = ("id", "month", "force", "force", "lon", "lat", "place", "lsoa", "name", "kind", "outcome")
    return ",".join([*(fields[name] for name in order), ""])


def street(*rows):
    return "\n".join([STREET, *rows]) + "\n"


def month_of(month, count, **said):
    return street(*(crime(month, number, **said) for number in range(count)))


def write(folder, name, text):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def stop(at="2026-03-06T22:10:00+00:00", lat="50.760000", lon="-1.905000"):
    """A row of a stop and search file, latitude first."""
    fields = ["Person search", at, "False", "", lat, lon, "Male", "18-24", "", "White", "Misuse of Drugs Act 1971",
              "Controlled drugs", "A no further action disposal", "", "False"]  # fmt: skip
    return ",".join(fields)
