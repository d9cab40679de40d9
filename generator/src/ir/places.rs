//! The places in an `Api`, all of them.

use super::{Api, Operation, Shape, TypeDef};
use crate::source::Pointer;

impl Api {
    /// Hands out every place, to be changed.
    pub fn for_each_place(&mut self, change: &mut dyn FnMut(&mut Pointer)) {
        for server in &mut self.servers {
            change(&mut server.at);
            server.variables.iter_mut().for_each(|variable| change(&mut variable.at));
        }
        self.schemes.iter_mut().for_each(|scheme| change(&mut scheme.at));
        self.operations.iter_mut().for_each(|operation| in_operation(operation, change));
        self.types.iter_mut().for_each(|def| in_type(def, change));
    }
}

fn in_operation(operation: &mut Operation, change: &mut dyn FnMut(&mut Pointer)) {
    change(&mut operation.at);
    for parameter in &mut operation.parameters {
        change(&mut parameter.at);
        parameter.example.iter_mut().for_each(|example| change(&mut example.at));
    }
    if let Some(body) = &mut operation.body {
        change(&mut body.at);
        body.example.iter_mut().for_each(|example| change(&mut example.at));
    }
    for response in operation.success.iter_mut().chain(&mut operation.failure) {
        change(&mut response.at);
        response.headers.iter_mut().for_each(|header| change(&mut header.at));
    }
}

fn in_type(def: &mut TypeDef, change: &mut dyn FnMut(&mut Pointer)) {
    change(&mut def.at);
    match &mut def.shape {
        Shape::Object(object) => object.properties.iter_mut().for_each(|property| change(&mut property.at)),
        Shape::Enum(values) => values.iter_mut().for_each(|value| change(&mut value.at)),
        Shape::Union(union) => union.branches.iter_mut().for_each(|branch| change(&mut branch.at)),
        Shape::Alias(_) => {}
    }
}
