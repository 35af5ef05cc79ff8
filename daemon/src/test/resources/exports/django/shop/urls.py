from django.db import connection
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import path


def home(request):
    return render(request, "shop.html", {"host": request.get_host()})


def count(request):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS visit (at TEXT)")
        cursor.execute("INSERT INTO visit VALUES ('now')")
        cursor.execute("SELECT count(*) FROM visit")
        return JsonResponse({"visits": cursor.fetchone()[0]})


urlpatterns = [path("", home), path("count", count)]
