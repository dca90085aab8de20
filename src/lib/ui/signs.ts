/** Signs that stand beside words on a screen: on a 24 x 24 grid, solid (Material Design Icons, Apache-2.0). */
export {
	mdiCheckBold as yes,
	mdiCloseThick as no,
	mdiTimerSand as waiting,
	mdiHandshake as handedOver,
	mdiHomeImportOutline as cameBack,
	mdiWeatherSunsetUp as morning,
	mdiWeatherSunny as afternoon,
	mdiWeatherNight as evening
} from '@mdi/js';
