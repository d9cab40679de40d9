//! The types that an `Api` mentions, and leaving out those that nothing mentions.

use std::collections::BTreeSet;

use super::{Api, Operation, Shape, Type, TypeId};

impl Operation {
    /// The types of what callers send.
    pub fn request_types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().map(|body| &body.content.ty);
        self.parameters.iter().map(|parameter| &parameter.ty).chain(body)
    }

    /// The types of what callers receive.
    pub fn response_types(&self) -> impl Iterator<Item = &Type> {
        self.success.iter().chain(&self.failure).flat_map(|response| {
            let body = response.content.iter().chain(&response.stream).map(|content| &content.ty);
            body.chain(response.headers.iter().map(|header| &header.ty))
        })
    }

    fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.ty);
        let body = self.body.iter_mut().map(|body| &mut body.content.ty);
        let responses = self.success.iter_mut().chain(&mut self.failure).flat_map(|response| {
            let body = response.content.iter_mut().chain(&mut response.stream).map(|content| &mut content.ty);
            body.chain(response.headers.iter_mut().map(|header| &mut header.ty))
        });
        parameters.chain(body).chain(responses)
    }
}

impl Api {
    /// The types that `roots` mention, directly or through others.
    pub fn reachable<'t>(&self, roots: impl Iterator<Item = &'t Type>) -> BTreeSet<TypeId> {
        let mut pending: Vec<TypeId> = Vec::new();
        roots.for_each(|ty| ty.for_each_named(&mut |id| pending.push(id)));
        let mut seen = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if !seen.insert(id) {
                continue;
            }
            for ty in self.def(id).shape.types() {
                ty.for_each_named(&mut |id| pending.push(id));
            }
        }
        seen
    }

    /// The types that operations mention, directly or through others.
    pub fn used(&self) -> BTreeSet<TypeId> {
        self.reachable(self.operations.iter().flat_map(|one| one.request_types().chain(one.response_types())))
    }

    /// Hands out every type that is mentioned, with those in it, to be changed.
    pub fn for_each_type(&mut self, change: &mut dyn FnMut(&mut Type)) {
        self.operations.iter_mut().flat_map(Operation::types_mut).for_each(|ty| in_type(ty, change));
        for def in &mut self.types {
            match &mut def.shape {
                Shape::Object(object) => {
                    let properties = object.properties.iter_mut().map(|property| &mut property.ty);
                    properties.chain(&mut object.rest).for_each(|ty| in_type(ty, change));
                }
                Shape::Union(union) => union.branches.iter_mut().for_each(|branch| in_type(&mut branch.ty, change)),
                Shape::Alias(ty) => in_type(ty, change),
                Shape::Enum(_) => {}
            }
        }
    }

    /// Leaves out all definitions but those of `kept`, which must not mention the others. Ids change.
    pub fn retain_types(&mut self, kept: &BTreeSet<TypeId>) {
        let mut index = 0;
        self.types.retain(|_| {
            index += 1;
            kept.contains(&TypeId(index - 1))
        });
        self.for_each_type(&mut |ty| {
            if let Type::Named(id) = ty {
                *id = TypeId(kept.range(..*id).count());
            }
        });
    }
}

/// Hands out a type and those in it, the inner ones first.
fn in_type(ty: &mut Type, change: &mut dyn FnMut(&mut Type)) {
    if let Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) = ty {
        in_type(inner, change);
    }
    change(ty);
}
