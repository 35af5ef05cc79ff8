import { useParams } from '@solidjs/router';

export default function Bed() {
  return <h1>Bed {useParams().number}</h1>;
}
