import { show } from '../ui/page.tsx';
import { AppPage } from './AppPage.tsx';

show(<AppPage />);
