import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style/base.css';
import './style/frame.css';

const place = document.getElementById('page');
if (!place) throw new Error('The document has no place for the page.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
