export default function Home() {
  return (
    <main>
      <h1>The garden of the town</h1>
      <p>Open from April until October.</p>
    </main>
  );
}
