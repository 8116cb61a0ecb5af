"""How many SQL statements a page takes, from the first middleware to the last."""

from django.db import connection

ASKED, TOLD = "X-Bench-Count", "X-Bench-Queries"


class Count:
    """An `execute_wrapper` that counts."""

    def __init__(self):
        self.statements = 0

    def __call__(self, execute, sql, params, many, context):
        self.statements += 1
        return execute(sql, params, many, context)


class CountQueries:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if ASKED not in request.headers:
            return self.get_response(request)
        count = Count()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[TOLD] = str(count.statements)
        return response
