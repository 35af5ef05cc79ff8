import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "@/App";
import { currentTheme, showTheme } from "@/lib/theme";
import "@/index.css";

showTheme(currentTheme());

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
