//! Unions → enums that hold values.

use super::model::FALLBACK;
use super::name::{Case, Scope, identifier};
use super::{Planner, report_collisions, report_refused};
use crate::ir::{self, Branch, Type, TypeId};
use crate::rust::{Ty, Union, UnionVariant};

impl Planner<'_> {
    /// The enum of a union.
    pub(super) fn union(&mut self, id: TypeId, union: &ir::Union) -> Union {
        let keys = variant_keys(&union.branches);
        let pins = self.pins_of(id);
        let pinned = union.branches.iter().map(|branch| pins.and_then(|pins| pins.values.get(&branch.name)));
        let scope = Scope::new(Case::Type).pin(keys.iter().map(String::as_str).zip(pinned)).reserve(&[FALLBACK]);
        let names = scope.assign(keys.iter().map(String::as_str));
        report_refused(&names, &mut self.diagnostics);
        let place = |key: &str| Some(union.branches[keys.iter().position(|other| other == key)?].at.clone());
        report_collisions(&names, place, &mut self.diagnostics);
        let types: Vec<Ty> =
            union.branches.iter().enumerate().map(|(index, branch)| self.branch_ty(id, index, branch)).collect();
        let kinds: Vec<Ty> = union.branches.iter().map(|branch| self.ty(&self.behind_aliases(&branch.ty))).collect();
        let kinds: Vec<Ty> = kinds.into_iter().map(same_in_rust).collect();
        let variants = union.branches.iter().zip(&keys).zip(types.iter().zip(&kinds));
        let variants = variants.map(|((branch, key), (ty, kind))| UnionVariant {
            name: branch.name.clone(),
            ident: names.get(key).into_owned(),
            was: names.were(key),
            ty: ty.clone(),
            only_of_type: kinds.iter().filter(|other| *other == kind).count() == 1,
            values: branch.values.clone(),
            written: branch.values.first().filter(|_| !branch.holds_tag).cloned(),
            description: branch.description.clone(),
            source: branch.at.clone(),
        });
        Union { tag: union.tag.clone(), variants: variants.collect(), fallback: FALLBACK.to_owned() }
    }

    /// The type with what aliases in it stand for.
    fn behind_aliases(&self, ty: &Type) -> Type {
        let inside = |inner: &Type| Box::new(self.behind_aliases(inner));
        match self.api.resolve(ty).0 {
            Type::Array(item) => Type::Array(inside(item)),
            Type::Map(value) => Type::Map(inside(value)),
            Type::Nullable(inner) => Type::Nullable(inside(inner)),
            other => other.clone(),
        }
    }

    /// What a variant holds: objects in boxes, so that no variant is much larger than the others.
    fn branch_ty(&self, id: TypeId, index: usize, branch: &Branch) -> Ty {
        let ty = self.ty(&branch.ty);
        let boxed = self.api.is_object(&branch.ty) || self.facts.boxed.contains(&(id, index));
        if boxed { Ty::Boxed(Box::new(ty)) } else { ty }
    }
}

/// What is the same type in Rust whatever it is on the wire.
fn same_in_rust(ty: Ty) -> Ty {
    match ty {
        Ty::Base64 => Ty::Bytes,
        Ty::Vec(item) => Ty::Vec(Box::new(same_in_rust(*item))),
        Ty::Map(value) => Ty::Map(Box::new(same_in_rust(*value))),
        Ty::Option(inner) => Ty::Option(Box::new(same_in_rust(*inner))),
        ty => ty,
    }
}

/// The words for each variant: those of its branch, unless the fallback has them.
fn variant_keys(branches: &[Branch]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::with_capacity(branches.len());
    for branch in branches {
        let mut key = branch.name.clone();
        while identifier(&key, Case::Type) == FALLBACK || keys.contains(&key) {
            key.push_str(" value");
        }
        keys.push(key);
    }
    keys
}
