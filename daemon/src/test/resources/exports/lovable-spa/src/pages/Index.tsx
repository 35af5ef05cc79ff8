import { Croissant } from "lucide-react";
import { Link } from "react-router-dom";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { shelf } from "@/components/shelf";
import { project } from "@/integrations/supabase/client";

const Greeting = z.string().min(1);

export default function Index() {
  return (
    <main className="p-8">
      <h1 className="text-4xl font-bold">Corner bakery</h1>
      <img src="/hero.png" alt="" width="64" />
      <p>{Greeting.parse(import.meta.env.VITE_GREETING ?? "No greeting yet")}</p>
      <p>Data from {project}</p>
      <Button asChild>
        <Link to="/breads/rye">
          <Croissant /> Rye
        </Link>
      </Button>
      <ul>{shelf.map((Item, index) => <Item key={index} />)}</ul>
    </main>
  );
}
