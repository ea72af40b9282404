import { lazyPage } from './lazy-page';

export const RoomPage = lazyPage('RoomPage');
export const CastPage = lazyPage('CastPage');
export const TeachPage = lazyPage('TeachPage');
export const HistoryPage = lazyPage('HistoryPage');
export const DataPage = lazyPage('DataPage');
export const SettingsPage = lazyPage('SettingsPage');
export const UprightPage = lazyPage('UprightPage');
export const PracticePage = lazyPage('PracticePage');
export const ShowPage = lazyPage('ShowPage');
export const SouvenirPage = lazyPage('SouvenirPage');
export const OverPage = lazyPage('OverPage');
