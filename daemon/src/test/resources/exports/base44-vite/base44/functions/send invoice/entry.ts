Deno.serve(() => new Response("sent"));
