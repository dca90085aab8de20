import { kindOfPhone, type PhoneKind } from '#lib/households/phones.ts';
import { dev } from '$app/environment';

/** Whether pushes can come to this phone, and do. */
export type PushState = 'unable' | 'home-screen-first' | 'blocked' | 'off' | 'on';
/** What was just done, or could not be. */
export type Said = 'nothing' | 'on' | 'off' | 'sent' | 'failed' | 'blocked' | 'installed';

/** The browser's own question before it puts the app on the screen (Chromium). */
type InstallQuestion = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> };

interface Server {
	readonly pushKey: string;
	readonly isSubscribed: boolean;
	readonly canKeep: boolean;
}

/** What this phone can do besides showing pages, asked of its browser. */
export class ThisPhone {
	/** Without it the page stays as the server wrote it. */
	isAlive = $state(false);
	push = $state<PushState>('unable');
	kind = $state<PhoneKind>('other');
	isInstalled = $state(false);
	question = $state<InstallQuestion | null>(null);
	isBusy = $state(false);
	said = $state<Said>('nothing');
	readonly #server: Server;

	constructor(server: Server) {
		this.#server = server;
	}

	/** To call once the page stands in a browser. Gives what undoes it. */
	wake(): () => void {
		this.kind = kindOfPhone(navigator.userAgent);
		this.isInstalled = matchMedia('(display-mode: standalone)').matches;
		const asked = (event: Event) => this.#asked(event as InstallQuestion);
		const installed = () => this.#installed();
		window.addEventListener('beforeinstallprompt', asked);
		window.addEventListener('appinstalled', installed);
		void this.#look();
		return () => {
			window.removeEventListener('beforeinstallprompt', asked);
			window.removeEventListener('appinstalled', installed);
		};
	}

	async #look(): Promise<void> {
		if (this.isInstalled) await keepPages(this.#server).catch(() => undefined);
		this.push = await this.#pushState();
		this.isAlive = true;
	}

	async #pushState(): Promise<PushState> {
		if (!this.#server.canKeep || !('serviceWorker' in navigator)) return 'unable';
		if (!('PushManager' in window) || !('Notification' in window))
			return this.kind === 'iphone' && !this.isInstalled ? 'home-screen-first' : 'unable';
		if (Notification.permission === 'denied') return 'blocked';
		const registration = await navigator.serviceWorker.getRegistration(SCOPE);
		const subscription = await registration?.pushManager.getSubscription();
		return subscription && this.#server.isSubscribed ? 'on' : 'off';
	}

	#asked(event: InstallQuestion): void {
		event.preventDefault();
		this.question = event;
	}

	#installed(): void {
		this.question = null;
		this.isInstalled = true;
		this.said = 'installed';
	}

	install = () =>
		this.#doing(async () => {
			await keepPages(this.#server);
			await this.question?.prompt();
			this.question = null;
			return 'nothing';
		});

	/** The browser asks whether it may; then it says where its pushes go, and we write that down. */
	start = () =>
		this.#doing(async () => {
			if ((await Notification.requestPermission()) !== 'granted') {
				this.push = Notification.permission === 'denied' ? 'blocked' : 'off';
				return 'blocked';
			}
			const { endpoint = '', keys = {} } = (await this.#subscription()).toJSON();
			if (!(await tell({ step: 'on', endpoint, ...keys }))) return 'failed';
			this.push = 'on';
			return 'on';
		});

	async #subscription(): Promise<PushSubscription> {
		const { pushManager } = await keepPages(this.#server);
		const options = { userVisibleOnly: true, applicationServerKey: bytesOf(this.#server.pushKey) };
		// One that was made with another key of ours stands in the way.
		return pushManager.subscribe(options).catch(async () => {
			await (await pushManager.getSubscription())?.unsubscribe();
			return pushManager.subscribe(options);
		});
	}

	stop = () =>
		this.#doing(async () => {
			if (!(await tell({ step: 'off' }))) return 'failed';
			const registration = await navigator.serviceWorker.getRegistration(SCOPE);
			await (await registration?.pushManager.getSubscription())?.unsubscribe();
			this.push = 'off';
			return 'off';
		});

	test = () => this.#doing(async () => ((await tell({ step: 'test' })) ? 'sent' : 'failed'));

	async #doing(work: () => Promise<Said>): Promise<void> {
		this.isBusy = true;
		this.said = await work().catch(() => 'failed' as const);
		this.isBusy = false;
	}
}

const SCOPE = '/home';

/** The app that keeps pages and takes pushes, on this phone; ready when it gives itself. */
async function keepPages({ canKeep }: Server): Promise<ServiceWorkerRegistration> {
	if (!canKeep) throw new Error('The server takes the app back');
	const registration = await navigator.serviceWorker.register('/service-worker.js', {
		scope: SCOPE,
		type: dev ? 'module' : 'classic'
	});
	return registration.active ? registration : navigator.serviceWorker.ready;
}

async function tell(fields: Record<string, string>): Promise<boolean> {
	const body = new URLSearchParams(fields);
	const answer = await fetch(`/home/phone/subscription${location.search}`, {
		method: 'POST',
		body,
		redirect: 'manual'
	});
	return answer.status === 204;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
	const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
	return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}
