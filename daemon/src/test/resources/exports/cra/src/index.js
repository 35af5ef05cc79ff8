import React from 'react';
import { createRoot } from 'react-dom/client';

const warned = 'an unused variable, which CI would take for an error';

createRoot(document.getElementById('root')).render(<h1>Hello {process.env.REACT_APP_NAME}</h1>);
