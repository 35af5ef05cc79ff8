import { useParams } from 'react-router';

export default function Book() {
  return <h1>Book {useParams().id}</h1>;
}
