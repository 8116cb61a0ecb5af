from django.shortcuts import redirect


def funding_home(_request):
    return redirect("funding:bids")
