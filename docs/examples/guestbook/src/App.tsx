import { lazy } from "react";
import { BrowserRouter, Route, Routes } from "react-router-dom";
import { Layout } from "@/components/layout";
import Entries from "@/pages/Entries";
import Index from "@/pages/Index";
import NotFound from "@/pages/NotFound";

const About = lazy(() => import("@/pages/About"));
const EntryPage = lazy(() => import("@/pages/EntryPage"));
const Sign = lazy(() => import("@/pages/Sign"));

export default function App() {
  return (
    <BrowserRouter basename={import.meta.env.BASE_URL}>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<Index />} />
          <Route path="entries" element={<Entries />} />
          <Route path="entries/:id" element={<EntryPage />} />
          <Route path="sign" element={<Sign />} />
          <Route path="about" element={<About />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  );
}
