import { show } from '../ui/page.tsx';
import { Popup } from './Popup.tsx';

show(<Popup />);
