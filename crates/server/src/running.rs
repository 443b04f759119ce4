//! A server that runs and can be stopped.

use crate::app::App;
use crate::http;
use crate::{companion, leftovers, post, upkeep};
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinHandle;

/// How long requests under way may take once the server is asked to stop.
const GRACE: Duration = Duration::from_secs(10);
/// How often measured times are folded into their histograms.
const UPKEEP: Duration = Duration::from_secs(5);
/// How often deadlines and changes made by other processes are looked for.
const TICK: Duration = Duration::from_millis(500);
/// How often files that nobody needs any more are looked for.
const TIDY: Duration = Duration::from_hours(1);

/// A running server.
pub struct Running {
    /// Address of the API.
    pub address: SocketAddr,
    app: Arc<App>,
    handle: Handle<SocketAddr>,
    tasks: Vec<JoinHandle<()>>,
    api: JoinHandle<std::io::Result<()>>,
}

/// Why the server does not serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not ours.
    #[error("cannot listen on {address}")]
    Listen {
        /// Address.
        address: SocketAddr,
        /// Cause.
        source: std::io::Error,
    },
    /// The listener died.
    #[error("the listener died")]
    Died(#[source] std::io::Error),
}

/// Starts serving; returns as soon as connections are taken.
///
/// # Errors
/// [`ServeError::Listen`].
pub async fn serve(app: Arc<App>) -> Result<Running, ServeError> {
    let wanted = app.config.listen;
    let listener = bind(wanted)?;
    let handle = Handle::new();
    let tls = RustlsConfig::from_config(Arc::clone(&app.tls.config));
    let service =
        http::router(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    let address = listener.local_addr().unwrap_or(wanted);
    app.listens_on(address.port());
    if let Err(error) = app.run(upkeep::keep_settings).await {
        tracing::error!(%error, "the settings of bodies cannot be written");
    }
    let server = axum_server::from_tcp_rustls(listener, tls)
        .map_err(|source| ServeError::Listen { address: wanted, source })?
        .handle(handle.clone());
    let api = tokio::spawn(server.serve(service));
    handle.listening().await;

    let mut tasks = vec![
        tokio::spawn(tick(Arc::clone(&app))),
        tokio::spawn(tidy(Arc::clone(&app))),
        tokio::spawn(post::work(Arc::clone(&app))),
    ];
    if let Some(program) = app.config.worker.clone().filter(|_| app.config.papers.read) {
        tasks.push(tokio::spawn(companion::work(Arc::clone(&app), program)));
    }
    if let Some(admin) = app.config.admin_listen {
        tasks.push(serve_admin(Arc::clone(&app), admin).await?);
    }
    tracing::info!(%address, "serving");
    Ok(Running { address, app, handle, tasks, api })
}

impl Running {
    /// Stops gracefully: takes no new connection, lets requests under way end.
    ///
    /// # Errors
    /// [`ServeError::Died`] when the listener had died before.
    pub async fn stop(self) -> Result<(), ServeError> {
        self.app.begin_to_stop();
        for task in &self.tasks {
            task.abort();
        }
        self.app.end_live_streams();
        self.handle.graceful_shutdown(Some(GRACE));
        self.api.await.unwrap_or(Ok(())).map_err(ServeError::Died)
    }

    /// Waits until the listener ends by itself.
    ///
    /// # Errors
    /// [`ServeError::Died`].
    pub async fn ended(&mut self) -> Result<(), ServeError> {
        (&mut self.api).await.unwrap_or(Ok(())).map_err(ServeError::Died)
    }
}

fn bind(address: SocketAddr) -> Result<std::net::TcpListener, ServeError> {
    let listen = || {
        let listener = std::net::TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        Ok(listener)
    };
    listen().map_err(|source| ServeError::Listen { address, source })
}

async fn serve_admin(app: Arc<App>, address: SocketAddr) -> Result<JoinHandle<()>, ServeError> {
    let recorder = PrometheusBuilder::new().build_recorder();
    let metrics = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("metrics are already recorded elsewhere in this process");
    }
    let listener = tokio::net::TcpListener::bind(address)
        .await
        .map_err(|source| ServeError::Listen { address, source })?;
    Ok(tokio::spawn(async move {
        let upkeep = metrics.clone();
        let tidying = tokio::spawn(async move {
            let mut ticks = tokio::time::interval(UPKEEP);
            loop {
                ticks.tick().await;
                upkeep.run_upkeep();
            }
        });
        let router = http::watch::router(app, metrics);
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(%error, "health and metrics ended");
        }
        tidying.abort();
    }))
}

async fn tidy(app: Arc<App>) {
    let mut hours = tokio::time::interval(TIDY);
    hours.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        hours.tick().await;
        if let Err(error) = app.run(leftovers::remove).await {
            tracing::error!(%error, "files left over cannot be removed");
        }
    }
}

async fn tick(app: Arc<App>) {
    let mut ticks = tokio::time::interval(TICK);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        if let Err(error) = app.run(upkeep::keep).await {
            tracing::error!(%error, "doing what is due failed");
        }
    }
}
