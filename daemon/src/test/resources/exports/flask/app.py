from flask import Flask, jsonify, render_template, request

app = Flask(__name__)


@app.route("/")
def home():
    return render_template("index.html", name="Flask")


@app.route("/seen")
def seen():
    return jsonify(host=request.host, path=request.path, address=request.remote_addr)


@app.route("/echo", methods=["POST"])
def echo():
    return request.get_data()


if __name__ == "__main__":
    app.run(debug=True, host="0.0.0.0", port=5000)
