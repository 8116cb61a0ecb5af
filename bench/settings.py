"""The portal as an installation runs it, with two additions that cost nothing until they are asked for:

an address of a longer list, and a count of queries in the answer to a request that asks for one.
"""

from config.settings import *  # noqa: F403 -- all of them
from config.settings import MIDDLEWARE

MIDDLEWARE = ["bench.counting.CountQueries", *MIDDLEWARE]
ROOT_URLCONF = "bench.urls"
