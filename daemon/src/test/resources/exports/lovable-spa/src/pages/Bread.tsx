import { useParams } from "react-router-dom";

export default function Bread() {
  const { name } = useParams();
  return <h1>Bread: {name}</h1>;
}
