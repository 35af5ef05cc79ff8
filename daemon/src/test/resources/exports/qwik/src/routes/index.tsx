import { component$, useSignal } from '@builder.io/qwik';

export default component$(() => {
  const boats = useSignal(12);
  return (
    <main>
      <h1>The harbour of the town</h1>
      <button onClick$={() => boats.value++}>Boats: {boats.value}</button>
    </main>
  );
});
