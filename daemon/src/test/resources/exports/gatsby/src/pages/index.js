import * as React from 'react';

export default function Home() {
  return (
    <main>
      <h1>The choir of the town</h1>
      <p>Sings on Thursdays in {process.env.GATSBY_HALL || 'the old hall'}.</p>
    </main>
  );
}

export const Head = () => <title>Choir</title>;
