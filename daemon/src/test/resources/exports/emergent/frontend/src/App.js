import { useEffect, useState } from "react";
import { Card } from "@/components/ui/card";

const BACKEND_URL = process.env.REACT_APP_BACKEND_URL || "http://localhost:8001";
const API = `${BACKEND_URL}/api`;

export default function App() {
  const [greeting, setGreeting] = useState("");
  useEffect(() => {
    fetch(`${API}/`)
      .then((answer) => answer.json())
      .then((answer) => setGreeting(answer.message));
  }, []);
  return (
    <Card title="Notes">
      <p>From the backend: {greeting}</p>
    </Card>
  );
}
