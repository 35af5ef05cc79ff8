import { useLocation } from "react-router-dom";

export default function NotFound() {
  return <p>Nothing at {useLocation().pathname}</p>;
}
