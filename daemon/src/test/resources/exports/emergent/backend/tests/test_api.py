import requests


def test_root():
    assert requests.get("http://localhost:8001/api/").status_code == 200
