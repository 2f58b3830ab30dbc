//! Where people are pointed to, as typed: services of the directory by id, or any words (S7).

use color_eyre::Result;
use color_eyre::eyre::eyre;

use crate::domain::Scheme;
use crate::domain::ids::{AnyId, ServiceId};
use crate::domain::records::Service;
use crate::text::Text;

/// Places as they are kept: services by their names, with semicolons between all.
pub(super) fn pointed(told: &str, scheme: &Scheme) -> Result<Text> {
    let parts = told.split(';').map(str::trim).filter(|part| !part.is_empty());
    let named = parts.map(|part| match part.parse::<AnyId>() {
        Ok(id) if id.letter == 'I' => {
            let service = scheme.get::<Service>(ServiceId(id.number));
            let name = service.map(|service| service.name.exact().to_owned());
            name.ok_or_else(|| eyre!("there is no service {id}: see matchbook list directory"))
        }
        _ => Ok(part.to_owned()),
    });
    Ok(Text::new(named.collect::<Result<Vec<_>>>()?.join("; ")))
}
