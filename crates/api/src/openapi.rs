//! What is the same for every operation in the OpenAPI document.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ContentBuilder, OpenApi, Ref, RefOr, ResponseBuilder, schema::ComponentsBuilder,
};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::{FieldProblem, Problem};

/// The name of the security scheme in the document.
pub const fn secured() -> &'static str {
    "bearer"
}

/// Adds to every operation that anything else it may answer is a problem, and to the document what
/// a problem and a bearer token are.
pub fn document_problems(document: &mut OpenApi) {
    let components = document.components.take().unwrap_or_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let components = ComponentsBuilder::from(components)
        .schema(Problem::name(), Problem::schema())
        .schema(FieldProblem::name(), FieldProblem::schema())
        .security_scheme(secured(), SecurityScheme::Http(bearer))
        .build();
    document.components = Some(components);
    let problem = ResponseBuilder::new()
        .description("A problem: what went wrong, by which code, and where in the body.")
        .content(
            "application/problem+json",
            ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build(),
        )
        .build();
    for path in document.paths.paths.values_mut() {
        let operations =
            [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch];
        for operation in operations.into_iter().flatten() {
            let problem = RefOr::T(problem.clone());
            operation.responses.responses.entry("default".to_owned()).or_insert(problem);
        }
    }
}
