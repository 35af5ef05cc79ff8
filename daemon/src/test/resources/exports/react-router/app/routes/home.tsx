import { Form, useActionData } from 'react-router';

export async function action({ request }: { request: Request }) {
  return { name: String((await request.formData()).get('name')) };
}

export default function Home() {
  const thanked = useActionData<typeof action>();
  return (
    <main>
      <h1>The library of the town</h1>
      <p>Every book that we have, and who reads it.</p>
      <Form method="post">
        <input name="name" />
        <button>Join</button>
      </Form>
      {thanked && <p>Thank you, {thanked.name}</p>}
    </main>
  );
}
