import { render } from 'preact';

render(<p>Freehold</p>, document.getElementById('root')!);
