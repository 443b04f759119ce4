//! What the passing of time changes: due polls close, memberships begin and end.

use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::operation::close_due_polls;
use crate::storage;
use domain::{Body, Entity, Membership};

/// Does what is due. Run by the server every half second; costs nothing while nothing is due.
///
/// # Errors
/// [`ApiError`] when the store fails; what could not be done is due at the next time.
pub fn keep(app: &App) -> Result<(), ApiError> {
    keep_memberships(app)?;
    close_due_polls(app)?;
    // The console's commands change the store from another process.
    Ok(app.poke()?)
}

fn keep_memberships(app: &App) -> Result<(), ApiError> {
    let now = app.now();
    let turned = |membership: &Membership| membership.ended == membership.holds_at(now);
    if !app.cabinet()?.memberships().any(turned) {
        return Ok(());
    }
    storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let due: Vec<Entity> = cabinet
            .memberships()
            .filter(|membership| turned(membership))
            .map(|one| Entity::Membership(Membership { ended: !one.ended, ..one.clone() }))
            .collect();
        Ok::<_, ApiError>(commit_entities(transaction, &cabinet, &due)?)
    })?;
    tracing::info!("memberships began or ended by their dates");
    Ok(())
}

/// Writes the server's ceiling into its bodies, where the configuration has changed.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn keep_ceiling(app: &App) -> Result<(), ApiError> {
    let ceiling = app.config.ceiling.into();
    storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let other = cabinet.bodies().filter(|body| body.ceiling != ceiling);
        let bodies: Vec<Entity> =
            other.map(|body| Entity::Body(Body { ceiling, ..body.clone() })).collect();
        Ok(commit_entities(transaction, &cabinet, &bodies)?)
    })
}
