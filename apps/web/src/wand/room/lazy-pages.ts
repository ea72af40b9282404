import { laterPage } from './lazy-page';

export const RoomPage = laterPage('RoomPage');
export const CastPage = laterPage('CastPage');
export const TeachPage = laterPage('TeachPage');
export const HistoryPage = laterPage('HistoryPage');
export const DataPage = laterPage('DataPage');
export const SettingsPage = laterPage('SettingsPage');
export const UprightPage = laterPage('UprightPage');
export const PracticePage = laterPage('PracticePage');
