fetch("/api/hello").then(r=>r.json()).then(j=>document.getElementById("root").textContent=j.hello)
